//go:build !purego

#include "textflag.h"
#include "neon_arm64.h"

// Each function does what the Go function of the same name in twin.go does, in the same
// order and with the same roundings.

// What Exp needs, in the registers V16 to V29.
DATA c<>+0(SB)/4, $0xc2ae0000  // 16 low: -87
DATA c<>+4(SB)/4, $0x42b00000  // 17 high: 88
DATA c<>+8(SB)/4, $0x3fb8aa3b  // 18 1/ln 2
DATA c<>+12(SB)/4, $0x43408000 // 19 shift: 192.5
DATA c<>+16(SB)/4, $192        // 20 whole
DATA c<>+20(SB)/4, $0x3f318000 // 21 ln 2, first part
DATA c<>+24(SB)/4, $0x395e8083 // 22 ln 2, what is missing with its sign turned
DATA c<>+28(SB)/4, $0x3ab60b61 // 23 1/720
DATA c<>+32(SB)/4, $0x3c088889 // 24 1/120
DATA c<>+36(SB)/4, $0x3d2aaaab // 25 1/24
DATA c<>+40(SB)/4, $0x3e2aaaab // 26 1/6
DATA c<>+44(SB)/4, $0x3f000000 // 27 1/2
DATA c<>+48(SB)/4, $0x3f800000 // 28 one
DATA c<>+52(SB)/4, $127        // 29 bias of the exponent
GLOBL c<>(SB), RODATA|NOPTR, $56

#define CONSTANTS \
	MOVD $c<>(SB), R8; \
	VLD1R.P 4(R8), [V16.S4]; \
	VLD1R.P 4(R8), [V17.S4]; \
	VLD1R.P 4(R8), [V18.S4]; \
	VLD1R.P 4(R8), [V19.S4]; \
	VLD1R.P 4(R8), [V20.S4]; \
	VLD1R.P 4(R8), [V21.S4]; \
	VLD1R.P 4(R8), [V22.S4]; \
	VLD1R.P 4(R8), [V23.S4]; \
	VLD1R.P 4(R8), [V24.S4]; \
	VLD1R.P 4(R8), [V25.S4]; \
	VLD1R.P 4(R8), [V26.S4]; \
	VLD1R.P 4(R8), [V27.S4]; \
	VLD1R.P 4(R8), [V28.S4]; \
	VLD1R.P 4(R8), [V29.S4]

// EXP sets V5 to e^x for x in V1; see Exp.
#define EXP \
	FMAX4(16, 1, 1); \
	FMIN4(17, 1, 1); \
	FMUL4(18, 1, 2); \
	FADD4(19, 2, 2); \
	FCVTZS4(2, 2); \
	VSUB V20.S4, V2.S4, V3.S4; \
	SCVTF4(3, 4); \
	FMUL4(21, 4, 5); \
	FMUL4(22, 4, 6); \
	FSUB4(5, 1, 1); \
	FADD4(6, 1, 1); \
	FMUL4(23, 1, 5); \
	FADD4(24, 5, 5); \
	FMUL4(1, 5, 5); \
	FADD4(25, 5, 5); \
	FMUL4(1, 5, 5); \
	FADD4(26, 5, 5); \
	FMUL4(1, 5, 5); \
	FADD4(27, 5, 5); \
	FMUL4(1, 5, 5); \
	FADD4(28, 5, 5); \
	FMUL4(1, 5, 5); \
	FADD4(28, 5, 5); \
	VADD V29.S4, V3.S4, V3.S4; \
	VSHL $23, V3.S4, V3.S4; \
	FMUL4(3, 5, 5)

// SIGMOID sets V6 to 1/(1+e^-x) for x in V0.
#define SIGMOID \
	FNEG4(0, 1); \
	EXP; \
	FADD4(28, 5, 5); \
	FDIV4(5, 28, 6)

// func expVector(x *float32, n int, top float32)
TEXT ·expVector(SB), NOSPLIT, $0-20
	MOVD x+0(FP), R0
	MOVD n+8(FP), R1
	FMOVS top+16(FP), F7
	VDUP V7.S[0], V7.S4
	CONSTANTS
exp:
	VLD1 (R0), [V1.S4]
	FSUB4(7, 1, 1)
	EXP
	VST1.P [V5.S4], 16(R0)
	SUBS $4, R1, R1
	BGT exp
	RET

// func sigmoidVector(x *float32, n int)
TEXT ·sigmoidVector(SB), NOSPLIT, $0-16
	MOVD x+0(FP), R0
	MOVD n+8(FP), R1
	CONSTANTS
sigmoid:
	VLD1 (R0), [V0.S4]
	SIGMOID
	VST1.P [V6.S4], 16(R0)
	SUBS $4, R1, R1
	BGT sigmoid
	RET

// func siluVector(x *float32, n int)
TEXT ·siluVector(SB), NOSPLIT, $0-16
	MOVD x+0(FP), R0
	MOVD n+8(FP), R1
	CONSTANTS
silu:
	VLD1 (R0), [V0.S4]
	SIGMOID
	FMUL4(6, 0, 6)
	VST1.P [V6.S4], 16(R0)
	SUBS $4, R1, R1
	BGT silu
	RET

// ZERO empties the 16 lanes of V0 to V3, FOLD adds them into the lowest one of V0.
#define ZERO \
	VEOR V0.B16, V0.B16, V0.B16; \
	VEOR V1.B16, V1.B16, V1.B16; \
	VEOR V2.B16, V2.B16, V2.B16; \
	VEOR V3.B16, V3.B16, V3.B16
#define FOLD \
	FADD4(2, 0, 0); \
	FADD4(3, 1, 1); \
	FADD4(1, 0, 0); \
	VEXT $8, V0.B16, V0.B16, V1.B16; \
	FADD4(1, 0, 0); \
	VDUP V0.S[1], V1.S4; \
	FADD4(1, 0, 0)

// func dotVector(a, b *float32, n int) float32
TEXT ·dotVector(SB), NOSPLIT, $0-28
	MOVD a+0(FP), R0
	MOVD b+8(FP), R1
	MOVD n+16(FP), R2
	ZERO
dot:
	VLD1.P 64(R0), [V4.S4, V5.S4, V6.S4, V7.S4]
	VLD1.P 64(R1), [V16.S4, V17.S4, V18.S4, V19.S4]
	FMUL4(16, 4, 4)
	FMUL4(17, 5, 5)
	FMUL4(18, 6, 6)
	FMUL4(19, 7, 7)
	FADD4(4, 0, 0)
	FADD4(5, 1, 1)
	FADD4(6, 2, 2)
	FADD4(7, 3, 3)
	SUBS $16, R2, R2
	BGT dot
	FOLD
	FMOVS F0, ret+24(FP)
	RET

// func normVector(out, x, gain, bias *float32, n int, width float32) float32
TEXT ·normVector(SB), NOSPLIT, $0-52
	MOVD x+8(FP), R1
	MOVD n+32(FP), R4
	FMOVS width+40(FP), F20
	ZERO
normSum:
	VLD1.P 64(R1), [V4.S4, V5.S4, V6.S4, V7.S4]
	FADD4(4, 0, 0)
	FADD4(5, 1, 1)
	FADD4(6, 2, 2)
	FADD4(7, 3, 3)
	SUBS $16, R4, R4
	BGT normSum
	FOLD
	FDIVS F20, F0, F0
	VDUP V0.S[0], V21.S4
	MOVD out+0(FP), R0
	MOVD x+8(FP), R1
	MOVD n+32(FP), R4
	ZERO
normSquares:
	VLD1.P 64(R1), [V4.S4, V5.S4, V6.S4, V7.S4]
	FSUB4(21, 4, 4)
	FSUB4(21, 5, 5)
	FSUB4(21, 6, 6)
	FSUB4(21, 7, 7)
	VST1.P [V4.S4, V5.S4, V6.S4, V7.S4], 64(R0)
	FMUL4(4, 4, 4)
	FMUL4(5, 5, 5)
	FMUL4(6, 6, 6)
	FMUL4(7, 7, 7)
	FADD4(4, 0, 0)
	FADD4(5, 1, 1)
	FADD4(6, 2, 2)
	FADD4(7, 3, 3)
	SUBS $16, R4, R4
	BGT normSquares
	FOLD
	FDIVS F20, F0, F0
	FMOVS small<>(SB), F1
	FADDS F1, F0, F0
	FSQRTS F0, F0
	FMOVS $1.0, F1
	FDIVS F0, F1, F0
	FMOVS F0, ret+48(FP)
	MOVD out+0(FP), R0
	MOVD gain+16(FP), R2
	MOVD bias+24(FP), R3
	MOVD n+32(FP), R4
normOut:
	VLD1 (R0), [V1.S4]
	VLD1.P 16(R2), [V2.S4]
	VLD1.P 16(R3), [V3.S4]
	FMULS4(0, 1, 1)
	FMUL4(2, 1, 1)
	FADD4(3, 1, 1)
	VST1.P [V1.S4], 16(R0)
	SUBS $4, R4, R4
	BGT normOut
	RET

DATA small<>+0(SB)/4, $0x3727c5ac // 1e-5
GLOBL small<>(SB), RODATA|NOPTR, $4

// func convVector(out, before, here, after, taps *float32, n int)
TEXT ·convVector(SB), NOSPLIT, $0-48
	MOVD out+0(FP), R0
	MOVD before+8(FP), R1
	MOVD here+16(FP), R2
	MOVD after+24(FP), R3
	MOVD taps+32(FP), R4
	MOVD n+40(FP), R5
	ADD R5<<2, R4, R6
	ADD R5<<2, R6, R7
conv:
	VLD1.P 16(R2), [V0.S4]
	VLD1.P 16(R1), [V1.S4]
	VLD1.P 16(R3), [V2.S4]
	VLD1.P 16(R6), [V3.S4]
	VLD1.P 16(R4), [V4.S4]
	VLD1.P 16(R7), [V5.S4]
	FMUL4(3, 0, 0)
	FMUL4(4, 1, 1)
	FMUL4(5, 2, 2)
	FADD4(1, 0, 0)
	FADD4(2, 0, 0)
	VST1.P [V0.S4], 16(R0)
	SUBS $4, R5, R5
	BGT conv
	RET

// func stepVector(out, state, last, y *float32, n, width int)
TEXT ·stepVector(SB), NOSPLIT, $0-48
	MOVD out+0(FP), R0
	MOVD state+8(FP), R1
	MOVD last+16(FP), R2
	MOVD y+24(FP), R3
	MOVD n+32(FP), R4
	MOVD width+40(FP), R5
	ADD R5<<2, R3, R6
	ADD R5<<2, R6, R7
step:
	VLD1.P 16(R2), [V0.S4]
	VLD1.P 16(R6), [V1.S4]
	VLD1.P 16(R3), [V2.S4]
	VLD1.P 16(R7), [V3.S4]
	FSUB4(0, 1, 1)
	FMUL4(2, 1, 1)
	FADD4(1, 0, 0)
	VST1.P [V0.S4], 16(R1)
	FMUL4(3, 0, 0)
	VST1.P [V0.S4], 16(R0)
	SUBS $4, R4, R4
	BGT step
	RET

// func rowVector(out *float32, q *byte, n int, scale float32)
TEXT ·rowVector(SB), NOSPLIT, $0-28
	MOVD out+0(FP), R0
	MOVD q+8(FP), R1
	MOVD n+16(FP), R2
	FMOVS scale+24(FP), F1
row:
	FMOVS.P 4(R1), F0
	SXTLB(0, 0)
	SXTLH(0, 0)
	SCVTF4(0, 0)
	FMULS4(1, 0, 0)
	VST1.P [V0.S4], 16(R0)
	SUBS $4, R2, R2
	BGT row
	RET

// func rectifyVector(x *float32, n int)
TEXT ·rectifyVector(SB), NOSPLIT, $0-16
	MOVD x+0(FP), R0
	MOVD n+8(FP), R1
	VEOR V1.B16, V1.B16, V1.B16
rectify:
	VLD1 (R0), [V0.S4]
	FMAX4(1, 0, 0)
	VST1.P [V0.S4], 16(R0)
	SUBS $4, R1, R1
	BGT rectify
	RET
