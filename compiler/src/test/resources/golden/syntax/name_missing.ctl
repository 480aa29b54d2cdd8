model {
  state x;
}
model 3 {
}
problem P for {
}
