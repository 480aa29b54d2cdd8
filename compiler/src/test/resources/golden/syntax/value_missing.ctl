model Pendulum {
  state theta : rad;
  dynamics {
    let a = 3 +;
    let b = ;
    let c = 2 *
    let d = 4;
  }
}
