solve SwingUp {
}
