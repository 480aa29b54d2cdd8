policy Pixels {
}
