//! What a program gets that names a product whose feature is off.

#[test]
fn a_missing_product_is_named_with_its_feature() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("../ui/one-product/*.rs");
}
