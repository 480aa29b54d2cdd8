model Pendulum {
  state theta : rad;
  dynamics {
    let a = f(x, );
  }
}
