/* A disk whose flushes take five milliseconds, as many do, for LD_PRELOAD: that shows what shared commits are worth where the disk of
   this machine is too quick to tell. cc -shared -fPIC -o slow_disk.so bench/slow_disk.c -ldl */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void wait_for_the_platter(void) {
  struct timespec rest = {.tv_nsec = 5 * 1000 * 1000};
  nanosleep(&rest, NULL);
}

int fsync(int fd) { wait_for_the_platter(); return REAL(fsync)(fd); }
int fdatasync(int fd) { wait_for_the_platter(); return REAL(fdatasync)(fd); }
