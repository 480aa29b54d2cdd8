problem SwingUp for Pendulum {
  minimize {
    running effort u^2;
  }
}
