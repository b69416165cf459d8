//go:build !purego

#include "textflag.h"
#include "neon_arm64.h"

// Registers: R0 c, R1 ldc, R2 a, R3 rs, R4 ks, R5 panel, R6 k, R7 2*rs, R8 3*rs, R9 to R11
// rows of c. Product and sum are two instructions on purpose: a fused one rounds once and
// would differ from plain Go.

// ROW adds the panel's row in V16 to V19, times the lowest lane of x, to the sums s0 to s3.
#define ROW(x, s0, s1, s2, s3) \
	FMULS4(x, 16, 24); \
	FMULS4(x, 17, 25); \
	FMULS4(x, 18, 26); \
	FMULS4(x, 19, 27); \
	FADD4(24, s0, s0); \
	FADD4(25, s1, s1); \
	FADD4(26, s2, s2); \
	FADD4(27, s3, s3)

// func mul4NEON(c *float32, ldc uintptr, a *float32, rs, ks uintptr, panel *float32, k uintptr)
TEXT ·mul4NEON(SB), NOSPLIT, $0-56
	MOVD c+0(FP), R0
	MOVD ldc+8(FP), R1
	MOVD a+16(FP), R2
	MOVD rs+24(FP), R3
	MOVD ks+32(FP), R4
	MOVD panel+40(FP), R5
	MOVD k+48(FP), R6
	LSL $1, R3, R7
	ADD R7, R3, R8
	ADD R1, R0, R9
	ADD R1, R9, R10
	ADD R1, R10, R11
	VLD1 (R0), [V0.S4, V1.S4, V2.S4, V3.S4]
	VLD1 (R9), [V4.S4, V5.S4, V6.S4, V7.S4]
	VLD1 (R10), [V8.S4, V9.S4, V10.S4, V11.S4]
	VLD1 (R11), [V12.S4, V13.S4, V14.S4, V15.S4]
loop4:
	VLD1.P 64(R5), [V16.S4, V17.S4, V18.S4, V19.S4]
	FMOVS (R2), F20
	FMOVS (R2)(R3), F21
	FMOVS (R2)(R7), F22
	FMOVS (R2)(R8), F23
	ROW(20, 0, 1, 2, 3)
	ROW(21, 4, 5, 6, 7)
	ROW(22, 8, 9, 10, 11)
	ROW(23, 12, 13, 14, 15)
	ADD R4, R2
	SUBS $1, R6, R6
	BGT loop4
	VST1 [V0.S4, V1.S4, V2.S4, V3.S4], (R0)
	VST1 [V4.S4, V5.S4, V6.S4, V7.S4], (R9)
	VST1 [V8.S4, V9.S4, V10.S4, V11.S4], (R10)
	VST1 [V12.S4, V13.S4, V14.S4, V15.S4], (R11)
	RET

// func mul1NEON(c *float32, a *float32, ks uintptr, panel *float32, k uintptr)
TEXT ·mul1NEON(SB), NOSPLIT, $0-40
	MOVD c+0(FP), R0
	MOVD a+8(FP), R2
	MOVD ks+16(FP), R4
	MOVD panel+24(FP), R5
	MOVD k+32(FP), R6
	VLD1 (R0), [V0.S4, V1.S4, V2.S4, V3.S4]
loop1:
	VLD1.P 64(R5), [V16.S4, V17.S4, V18.S4, V19.S4]
	FMOVS (R2), F20
	ROW(20, 0, 1, 2, 3)
	ADD R4, R2
	SUBS $1, R6, R6
	BGT loop1
	VST1 [V0.S4, V1.S4, V2.S4, V3.S4], (R0)
	RET
