model A {
};
model B {
}
