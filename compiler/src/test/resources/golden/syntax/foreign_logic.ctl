model Pendulum {
  state theta : rad;
  dynamics {
    let f = if a&&b || !c then 1 else 0;
  }
}
