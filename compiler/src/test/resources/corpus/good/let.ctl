model M {
  let r = sqrt(x^2 + y^2);
  let p[2] : m = [x, y];
}
