model Pendulum {
  state theta : rad;
  dynamics {
    let = 3;
    let 3 = 4;
  }
}
