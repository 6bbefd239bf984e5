//! What an application developer must be able to write, and what must not compile, with the
//! compiler's message.

#[test]
fn programs_compile_or_fail_with_a_message_that_points_at_the_mistake() {
    let cases = trybuild::TestCases::new();
    cases.pass("../ui/pass/*.rs");
    cases.compile_fail("../ui/fail/*.rs");
}
