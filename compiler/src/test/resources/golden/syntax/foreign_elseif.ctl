model Pendulum {
  state theta : rad;
  dynamics {
    let f = if a then 1 elseif b then 2 else 3;
  }
}
