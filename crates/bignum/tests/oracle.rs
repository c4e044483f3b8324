//! The group against an independent implementation: crypto-bigint, pure Rust.

use std::sync::LazyLock;

use bignum::{Group, Number, SIZE};
use crypto_bigint::{
    Odd, U3072,
    modular::{FixedMontyForm, FixedMontyParams},
};
use proptest::{collection::vec, prelude::*};

type Form = FixedMontyForm<{ U3072::LIMBS }>;

static PARAMS: LazyLock<FixedMontyParams<{ U3072::LIMBS }>> = LazyLock::new(|| {
    let prime = U3072::from_be_slice(Group::srp().modulus());
    FixedMontyParams::new(Odd::new(prime).expect("odd"))
});

fn form(number: &Number) -> Form {
    Form::new(&U3072::from_be_slice(number.as_bytes()), &PARAMS)
}

fn exponent(bytes: &[u8]) -> U3072 {
    let mut wide = [0; SIZE];
    wide[SIZE - bytes.len()..].copy_from_slice(bytes);
    U3072::from_be_slice(&wide)
}

fn bytes(form: &Form) -> Vec<u8> {
    form.retrieve().to_be_bytes().as_ref().to_vec()
}

fn number() -> impl Strategy<Value = Number> {
    vec(any::<u8>(), 0..=SIZE).prop_map(|bytes| Group::srp().reduce(&bytes))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn pow_agrees(base in number(), power in vec(any::<u8>(), 0..=64)) {
        let ours = Group::srp().pow(&base, &power);
        prop_assert_eq!(ours.as_bytes().to_vec(), bytes(&form(&base).pow(&exponent(&power))));
    }

    #[test]
    fn pow_g_agrees(power in vec(any::<u8>(), 0..=128)) {
        let two = Group::srp().reduce(&[2]);
        let ours = Group::srp().pow_g(&power);
        prop_assert_eq!(ours.as_bytes().to_vec(), bytes(&form(&two).pow(&exponent(&power))));
    }

    #[test]
    fn sums_and_products_agree(a in number(), b in number()) {
        let (sum, product) = (Group::srp().add_mod(&a, &b), Group::srp().mul_mod(&a, &b));
        prop_assert_eq!(sum.as_bytes().to_vec(), bytes(&(form(&a) + form(&b))));
        prop_assert_eq!(product.as_bytes().to_vec(), bytes(&(form(&a) * form(&b))));
    }
}

/// Writes `value` as the last bytes of a full-size number.
fn small(value: u8) -> [u8; SIZE] {
    let mut bytes = [0; SIZE];
    bytes[SIZE - 1] = value;
    bytes
}

#[test]
fn reduction_wraps_at_the_modulus() {
    let group = Group::srp();
    assert!(group.reduce(group.modulus()).is_zero());

    // N·256 + 1, which is longer than N.
    let mut longer = group.modulus().to_vec();
    longer.push(1);
    assert_eq!(group.reduce(&longer).as_bytes(), &small(1));
}

#[test]
fn only_numbers_below_the_modulus_are_numbers() {
    let group = Group::srp();
    let modulus = group.modulus();
    assert!(group.number(modulus).is_none());
    assert!(group.number(&[0xff; SIZE]).is_none());
    assert_eq!(group.number(&small(0)).map(|number| number.is_zero()), Some(true));
    for index in 0..SIZE {
        let (mut one_less, mut one_more) = (*modulus, *modulus);
        if let Some(less) = modulus[index].checked_sub(1) {
            one_less[index] = less;
            assert!(group.number(&one_less).is_some(), "byte {index}");
        }
        if let Some(more) = modulus[index].checked_add(1) {
            one_more[index] = more;
            assert!(group.number(&one_more).is_none(), "byte {index}");
        }
    }
}

#[test]
fn edges() {
    let group = Group::srp();
    assert!(group.reduce(&[]).is_zero());
    assert_eq!(group.pow_g(&[]).as_bytes(), &small(1));
    assert_eq!(group.pow_g(&[0, 0, 10]).as_bytes()[SIZE - 2..], [4, 0]);
    assert!(group.pow(&group.reduce(&[0]), &[7]).is_zero());
    assert!(!group.reduce(&[1]).is_zero());

    // Fermat: a^(N-1) = 1.
    let mut order = *group.modulus();
    order[SIZE - 1] &= 0xfe;
    assert_eq!(group.pow(&group.reduce(&[3]), &order).as_bytes(), &small(1));

    // (N-1) + 1 = 0, (N-1)·(N-1) = 1.
    let last = group.reduce(&order);
    assert!(group.add_mod(&last, &group.reduce(&[1])).is_zero());
    assert_eq!(group.mul_mod(&last, &last).as_bytes(), &small(1));
}

#[test]
fn secrets_are_not_printed() {
    assert_eq!(format!("{:?}", Group::srp().reduce(&[7])), "Number(..)");
}
