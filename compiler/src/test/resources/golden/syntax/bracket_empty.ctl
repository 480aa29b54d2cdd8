model Pendulum {
  state theta : rad;
  dynamics {
    let d = [];
  }
}
