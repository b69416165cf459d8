//go:build amd64 && !purego

#include "textflag.h"

// Each function does what the Go function of the same name in twin.go does, in the same
// order and with the same roundings.

// LANES makes a constant of eight times the same four bytes; v has them twice.
#define LANES(name, v) \
	DATA name<>+0(SB)/8, $v; \
	DATA name<>+8(SB)/8, $v; \
	DATA name<>+16(SB)/8, $v; \
	DATA name<>+24(SB)/8, $v; \
	GLOBL name<>(SB), RODATA|NOPTR, $32

LANES(sign, 0x8000000080000000)
LANES(low, 0xc2ae0000c2ae0000) // -87
LANES(high, 0x42b0000042b00000) // 88
LANES(log2e, 0x3fb8aa3b3fb8aa3b) // 1/ln 2
LANES(shift, 0x4340800043408000) // 192.5
LANES(whole, 0x000000c0000000c0) // 192
LANES(ln2a, 0x3f3180003f318000) // ln 2, first part
LANES(ln2b, 0x395e8083395e8083) // what is missing of it, its sign turned
LANES(c6, 0x3ab60b613ab60b61) // 1/720
LANES(c5, 0x3c0888893c088889) // 1/120
LANES(c4, 0x3d2aaaab3d2aaaab) // 1/24
LANES(c3, 0x3e2aaaab3e2aaaab) // 1/6
LANES(c2, 0x3f0000003f000000) // 1/2
LANES(one, 0x3f8000003f800000) // 1
LANES(bias, 0x0000007f0000007f) // 127, of the exponent

// EXP sets Y5 to e^x for x in Y1, with ones in Y15; see Exp.
#define EXP \
	VMAXPS low<>(SB), Y1, Y1; \
	VMINPS high<>(SB), Y1, Y1; \
	VMULPS log2e<>(SB), Y1, Y2; \
	VADDPS shift<>(SB), Y2, Y2; \
	VCVTTPS2DQ Y2, Y2; \
	VPSUBD whole<>(SB), Y2, Y3; \
	VCVTDQ2PS Y3, Y4; \
	VMULPS ln2a<>(SB), Y4, Y5; \
	VMULPS ln2b<>(SB), Y4, Y6; \
	VSUBPS Y5, Y1, Y1; \
	VADDPS Y6, Y1, Y1; \
	VMULPS c6<>(SB), Y1, Y5; \
	VADDPS c5<>(SB), Y5, Y5; \
	VMULPS Y1, Y5, Y5; \
	VADDPS c4<>(SB), Y5, Y5; \
	VMULPS Y1, Y5, Y5; \
	VADDPS c3<>(SB), Y5, Y5; \
	VMULPS Y1, Y5, Y5; \
	VADDPS c2<>(SB), Y5, Y5; \
	VMULPS Y1, Y5, Y5; \
	VADDPS Y15, Y5, Y5; \
	VMULPS Y1, Y5, Y5; \
	VADDPS Y15, Y5, Y5; \
	VPADDD bias<>(SB), Y3, Y3; \
	VPSLLD $23, Y3, Y3; \
	VMULPS Y3, Y5, Y5

// SIGMOID sets Y6 to 1/(1+e^-x) for x in Y0, with ones in Y15.
#define SIGMOID \
	VXORPS sign<>(SB), Y0, Y1; \
	EXP; \
	VADDPS Y5, Y15, Y5; \
	VDIVPS Y5, Y15, Y6

// func expVector(x *float32, n int, top float32)
TEXT ·expVector(SB), NOSPLIT, $0-20
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	VBROADCASTSS top+16(FP), Y14
	VMOVUPS one<>(SB), Y15
exp:
	VMOVUPS (DI), Y1
	VSUBPS Y14, Y1, Y1
	EXP
	VMOVUPS Y5, (DI)
	ADDQ $32, DI
	SUBQ $8, CX
	JG exp
	VZEROUPPER
	RET

// func sigmoidVector(x *float32, n int)
TEXT ·sigmoidVector(SB), NOSPLIT, $0-16
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	VMOVUPS one<>(SB), Y15
sigmoid:
	VMOVUPS (DI), Y0
	SIGMOID
	VMOVUPS Y6, (DI)
	ADDQ $32, DI
	SUBQ $8, CX
	JG sigmoid
	VZEROUPPER
	RET

// func siluVector(x *float32, n int)
TEXT ·siluVector(SB), NOSPLIT, $0-16
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	VMOVUPS one<>(SB), Y15
silu:
	VMOVUPS (DI), Y0
	SIGMOID
	VMULPS Y6, Y0, Y6
	VMOVUPS Y6, (DI)
	ADDQ $32, DI
	SUBQ $8, CX
	JG silu
	VZEROUPPER
	RET

// FOLD adds the 16 lanes of Y0 and Y1 into X0.
#define FOLD \
	VADDPS Y1, Y0, Y0; \
	VEXTRACTF128 $1, Y0, X1; \
	VADDPS X1, X0, X0; \
	VPERMILPS $0x4e, X0, X1; \
	VADDPS X1, X0, X0; \
	VPERMILPS $0xb1, X0, X1; \
	VADDPS X1, X0, X0

// func dotVector(a, b *float32, n int) float32
TEXT ·dotVector(SB), NOSPLIT, $0-28
	MOVQ a+0(FP), SI
	MOVQ b+8(FP), DI
	MOVQ n+16(FP), CX
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
dot:
	VMOVUPS (SI), Y2
	VMOVUPS 32(SI), Y3
	VMULPS (DI), Y2, Y2
	VMULPS 32(DI), Y3, Y3
	VADDPS Y2, Y0, Y0
	VADDPS Y3, Y1, Y1
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $16, CX
	JG dot
	FOLD
	MOVSS X0, ret+24(FP)
	VZEROUPPER
	RET

// func normVector(out, x, gain, bias *float32, n int, width float32) float32
TEXT ·normVector(SB), NOSPLIT, $0-52
	MOVQ out+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+32(FP), DX
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	XORQ AX, AX
normSum:
	VADDPS (SI)(AX*4), Y0, Y0
	VADDPS 32(SI)(AX*4), Y1, Y1
	ADDQ $16, AX
	CMPQ AX, DX
	JLT normSum
	FOLD
	VMOVSS width+40(FP), X9
	VDIVSS X9, X0, X0
	VBROADCASTSS X0, Y8
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	XORQ AX, AX
normSquares:
	VMOVUPS (SI)(AX*4), Y2
	VMOVUPS 32(SI)(AX*4), Y3
	VSUBPS Y8, Y2, Y2
	VSUBPS Y8, Y3, Y3
	VMOVUPS Y2, (DI)(AX*4)
	VMOVUPS Y3, 32(DI)(AX*4)
	VMULPS Y2, Y2, Y2
	VMULPS Y3, Y3, Y3
	VADDPS Y2, Y0, Y0
	VADDPS Y3, Y1, Y1
	ADDQ $16, AX
	CMPQ AX, DX
	JLT normSquares
	FOLD
	VDIVSS X9, X0, X0
	VADDSS small<>(SB), X0, X0
	VSQRTSS X0, X0, X0
	VMOVSS one<>(SB), X1
	VDIVSS X0, X1, X0
	MOVSS X0, ret+48(FP)
	VBROADCASTSS X0, Y8
	MOVQ gain+16(FP), SI
	MOVQ bias+24(FP), BX
	XORQ AX, AX
normOut:
	VMULPS (DI)(AX*4), Y8, Y2
	VMULPS (SI)(AX*4), Y2, Y2
	VADDPS (BX)(AX*4), Y2, Y2
	VMOVUPS Y2, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, DX
	JLT normOut
	VZEROUPPER
	RET

DATA small<>+0(SB)/4, $0x3727c5ac
GLOBL small<>(SB), RODATA|NOPTR, $4

// func convVector(out, before, here, after, taps *float32, n int)
TEXT ·convVector(SB), NOSPLIT, $0-48
	MOVQ out+0(FP), DI
	MOVQ before+8(FP), SI
	MOVQ here+16(FP), BX
	MOVQ after+24(FP), DX
	MOVQ taps+32(FP), R8
	MOVQ n+40(FP), CX
	LEAQ (R8)(CX*4), R9
	LEAQ (R9)(CX*4), R10
	XORQ AX, AX
conv:
	VMOVUPS (BX)(AX*4), Y0
	VMOVUPS (SI)(AX*4), Y1
	VMOVUPS (DX)(AX*4), Y2
	VMULPS (R9)(AX*4), Y0, Y0
	VMULPS (R8)(AX*4), Y1, Y1
	VMULPS (R10)(AX*4), Y2, Y2
	VADDPS Y1, Y0, Y0
	VADDPS Y2, Y0, Y0
	VMOVUPS Y0, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT conv
	VZEROUPPER
	RET

// func stepVector(out, state, last, y *float32, n, width int)
TEXT ·stepVector(SB), NOSPLIT, $0-48
	MOVQ out+0(FP), DI
	MOVQ state+8(FP), SI
	MOVQ last+16(FP), DX
	MOVQ y+24(FP), R8
	MOVQ n+32(FP), CX
	MOVQ width+40(FP), BX
	LEAQ (R8)(BX*4), R9
	LEAQ (R9)(BX*4), R10
	XORQ AX, AX
step:
	VMOVUPS (DX)(AX*4), Y0
	VMOVUPS (R9)(AX*4), Y1
	VSUBPS Y0, Y1, Y1
	VMULPS (R8)(AX*4), Y1, Y1
	VADDPS Y1, Y0, Y0
	VMOVUPS Y0, (SI)(AX*4)
	VMULPS (R10)(AX*4), Y0, Y0
	VMOVUPS Y0, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT step
	VZEROUPPER
	RET

// func rowVector(out *float32, q *byte, n int, scale float32)
TEXT ·rowVector(SB), NOSPLIT, $0-28
	MOVQ out+0(FP), DI
	MOVQ q+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSS scale+24(FP), X1
	XORQ AX, AX
row:
	VPMOVSXBD (SI)(AX*1), X0
	VCVTDQ2PS X0, X0
	VMULPS X1, X0, X0
	VMOVUPS X0, (DI)(AX*4)
	ADDQ $4, AX
	CMPQ AX, CX
	JLT row
	RET

// func rectifyVector(x *float32, n int)
TEXT ·rectifyVector(SB), NOSPLIT, $0-16
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	VXORPS Y1, Y1, Y1
rectify:
	VMAXPS (DI), Y1, Y0
	VADDPS Y1, Y0, Y0 // -0 becomes 0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	SUBQ $8, CX
	JG rectify
	VZEROUPPER
	RET
