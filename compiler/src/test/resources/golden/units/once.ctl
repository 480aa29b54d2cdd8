/// The name that failed is not reported again.
model M {
  param m : kg = 2;
  state x : m;
  control f : N;
  let wrong = f + m;
  let again = wrong*2 + x;
  dynamics { der(x) = wrong*again; }
}
