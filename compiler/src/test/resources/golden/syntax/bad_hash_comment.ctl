model Pendulum {
  state theta : rad;
  dynamics {
    # a comment
  }
}
