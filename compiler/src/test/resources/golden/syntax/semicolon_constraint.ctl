problem SwingUp for Pendulum {
  constraints {
    path x <= 3
    path y <= 3
  }
}
