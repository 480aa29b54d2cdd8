model Pendulum {
  state theta : rad;
  dynamics {
    let a = if x = 3 then 1 else 2;
  }
}
