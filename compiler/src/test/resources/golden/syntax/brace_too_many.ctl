model Pendulum {
  state theta;
}
}
model Other {
}
