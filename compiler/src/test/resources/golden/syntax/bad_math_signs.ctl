model Pendulum {
  state theta : rad;
  dynamics {
    let a = b · c;
    let d = a ≤ b;
    let e = x²;
    let f = a − b;
    let g = a ÷ b;
  }
}
