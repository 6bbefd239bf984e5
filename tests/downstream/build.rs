fn main() {
    clientwright::Build::from_spec("specs/harbor").generate();
}
