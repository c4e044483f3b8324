/* A disk that fails when it is told to, for LD_PRELOAD: the file named by FAULTY_DISK says what fails at this moment, by letters.
   f: every flush (fsync, fdatasync) answers EIO.  w: every write to a regular file answers ENOSPC, as on a full disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int fails(char what) {
  const char *path = getenv("FAULTY_DISK");
  char letters[8];
  int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (fd < 0) return 0;
  ssize_t length = read(fd, letters, sizeof letters);
  close(fd);
  return length > 0 && memchr(letters, what, (size_t)length) != NULL;
}

static int is_full(int fd) {
  struct stat status;
  return fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && fails('w');
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define REFUSE(condition, error) if (condition) { errno = error; return -1; }

int fsync(int fd) { REFUSE(fails('f'), EIO) return REAL(fsync)(fd); }
int fdatasync(int fd) { REFUSE(fails('f'), EIO) return REAL(fdatasync)(fd); }

ssize_t write(int fd, const void *bytes, size_t length) {
  REFUSE(is_full(fd), ENOSPC)
  return REAL(write)(fd, bytes, length);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  REFUSE(is_full(fd), ENOSPC)
  return REAL(pwrite)(fd, bytes, length, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  REFUSE(is_full(fd), ENOSPC)
  return REAL(pwrite64)(fd, bytes, length, at);
}
