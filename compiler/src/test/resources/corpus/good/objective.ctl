problem P {
  minimize {
    running 1;
    running effort: 0.01 * tau^2;
    terminal settle: 100 * (1 + cos(theta));
    terminal x;
    running cost: 1;
  }
}
