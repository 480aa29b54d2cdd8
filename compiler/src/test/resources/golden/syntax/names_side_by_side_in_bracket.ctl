model Pendulum {
  state theta : rad;
  dynamics {
    let a = [x y];
  }
}
