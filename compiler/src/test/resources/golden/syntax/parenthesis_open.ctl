model Pendulum {
  state theta : rad;
  dynamics {
    let b = sin(theta;
    let c = 2u;
  }
}
