model A {
  function f(x) {
    let y = x;
