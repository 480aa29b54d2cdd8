model Pendulum {
  state theta : rad;
  dynamics {
    let a = 3 § 4;
    let b = ¤¤ + $;
  }
}
