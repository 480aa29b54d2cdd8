model A {
	state	位置 : m;
	let 速度 = 2u + "日本語" 3;
}
