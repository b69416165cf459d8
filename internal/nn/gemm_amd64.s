//go:build amd64 && !purego

#include "textflag.h"

// Registers: DI c, SI ldc, AX a (rows 0-3), BX rs, DX 3*rs, R8 ks, R9 panel, CX k,
// R11 and R12 rows 4-7 and 8-11 of a. Product and sum are two instructions on purpose:
// a fused one rounds once and would differ from plain Go.

#define ROW512(mem, acc, tmp) \
	VMULPS.BCST mem, Z16, tmp; \
	VADDPS tmp, acc, acc

// LOAD and STORE go through the rows of c, the first with R13.
#define LOAD(acc) \
	VMOVUPS (R13), acc; \
	ADDQ SI, R13
#define STORE(acc) \
	VMOVUPS acc, (DI); \
	ADDQ SI, DI

// func mul12AVX512(c *float32, ldc uintptr, a *float32, rs, ks uintptr, panel *float32, k uintptr)
TEXT ·mul12AVX512(SB), NOSPLIT, $0-56
	MOVQ c+0(FP), DI
	MOVQ ldc+8(FP), SI
	MOVQ a+16(FP), AX
	MOVQ rs+24(FP), BX
	MOVQ ks+32(FP), R8
	MOVQ panel+40(FP), R9
	MOVQ k+48(FP), CX
	LEAQ (BX)(BX*2), DX
	LEAQ (AX)(BX*4), R11
	LEAQ (R11)(BX*4), R12
	MOVQ DI, R13
	LOAD(Z0)
	LOAD(Z1)
	LOAD(Z2)
	LOAD(Z3)
	LOAD(Z4)
	LOAD(Z5)
	LOAD(Z6)
	LOAD(Z7)
	LOAD(Z8)
	LOAD(Z9)
	LOAD(Z10)
	LOAD(Z11)
loop12:
	VMOVUPS (R9), Z16
	ROW512((AX), Z0, Z17)
	ROW512((AX)(BX*1), Z1, Z18)
	ROW512((AX)(BX*2), Z2, Z19)
	ROW512((AX)(DX*1), Z3, Z20)
	ROW512((R11), Z4, Z21)
	ROW512((R11)(BX*1), Z5, Z22)
	ROW512((R11)(BX*2), Z6, Z23)
	ROW512((R11)(DX*1), Z7, Z24)
	ROW512((R12), Z8, Z25)
	ROW512((R12)(BX*1), Z9, Z26)
	ROW512((R12)(BX*2), Z10, Z27)
	ROW512((R12)(DX*1), Z11, Z28)
	ADDQ $64, R9
	ADDQ R8, AX
	ADDQ R8, R11
	ADDQ R8, R12
	DECQ CX
	JNZ loop12
	STORE(Z0)
	STORE(Z1)
	STORE(Z2)
	STORE(Z3)
	STORE(Z4)
	STORE(Z5)
	STORE(Z6)
	STORE(Z7)
	STORE(Z8)
	STORE(Z9)
	STORE(Z10)
	STORE(Z11)
	VZEROUPPER
	RET

// func mul4AVX512(c *float32, ldc uintptr, a *float32, rs, ks uintptr, panel *float32, k uintptr)
TEXT ·mul4AVX512(SB), NOSPLIT, $0-56
	MOVQ c+0(FP), DI
	MOVQ ldc+8(FP), SI
	MOVQ a+16(FP), AX
	MOVQ rs+24(FP), BX
	MOVQ ks+32(FP), R8
	MOVQ panel+40(FP), R9
	MOVQ k+48(FP), CX
	LEAQ (BX)(BX*2), DX
	LEAQ (SI)(SI*2), R10
	VMOVUPS (DI), Z0
	VMOVUPS (DI)(SI*1), Z1
	VMOVUPS (DI)(SI*2), Z2
	VMOVUPS (DI)(R10*1), Z3
loop4:
	VMOVUPS (R9), Z16
	ROW512((AX), Z0, Z17)
	ROW512((AX)(BX*1), Z1, Z18)
	ROW512((AX)(BX*2), Z2, Z19)
	ROW512((AX)(DX*1), Z3, Z20)
	ADDQ $64, R9
	ADDQ R8, AX
	DECQ CX
	JNZ loop4
	VMOVUPS Z0, (DI)
	VMOVUPS Z1, (DI)(SI*1)
	VMOVUPS Z2, (DI)(SI*2)
	VMOVUPS Z3, (DI)(R10*1)
	VZEROUPPER
	RET

#define ROW256(mem, lo, hi) \
	VBROADCASTSS mem, Y10; \
	VMULPS Y8, Y10, Y11; \
	VMULPS Y9, Y10, Y12; \
	VADDPS Y11, lo, lo; \
	VADDPS Y12, hi, hi

// func mul4AVX2(c *float32, ldc uintptr, a *float32, rs, ks uintptr, panel *float32, k uintptr)
TEXT ·mul4AVX2(SB), NOSPLIT, $0-56
	MOVQ c+0(FP), DI
	MOVQ ldc+8(FP), SI
	MOVQ a+16(FP), AX
	MOVQ rs+24(FP), BX
	MOVQ ks+32(FP), R8
	MOVQ panel+40(FP), R9
	MOVQ k+48(FP), CX
	LEAQ (BX)(BX*2), DX
	LEAQ (SI)(SI*2), R10
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS (DI)(SI*1), Y2
	VMOVUPS 32(DI)(SI*1), Y3
	VMOVUPS (DI)(SI*2), Y4
	VMOVUPS 32(DI)(SI*2), Y5
	VMOVUPS (DI)(R10*1), Y6
	VMOVUPS 32(DI)(R10*1), Y7
loop4y:
	VMOVUPS (R9), Y8
	VMOVUPS 32(R9), Y9
	ROW256((AX), Y0, Y1)
	ROW256((AX)(BX*1), Y2, Y3)
	ROW256((AX)(BX*2), Y4, Y5)
	ROW256((AX)(DX*1), Y6, Y7)
	ADDQ $64, R9
	ADDQ R8, AX
	DECQ CX
	JNZ loop4y
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, (DI)(SI*1)
	VMOVUPS Y3, 32(DI)(SI*1)
	VMOVUPS Y4, (DI)(SI*2)
	VMOVUPS Y5, 32(DI)(SI*2)
	VMOVUPS Y6, (DI)(R10*1)
	VMOVUPS Y7, 32(DI)(R10*1)
	VZEROUPPER
	RET

// func mul1AVX2(c *float32, a *float32, ks uintptr, panel *float32, k uintptr)
TEXT ·mul1AVX2(SB), NOSPLIT, $0-40
	MOVQ c+0(FP), DI
	MOVQ a+8(FP), AX
	MOVQ ks+16(FP), R8
	MOVQ panel+24(FP), R9
	MOVQ k+32(FP), CX
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
loop1:
	VMOVUPS (R9), Y8
	VMOVUPS 32(R9), Y9
	ROW256((AX), Y0, Y1)
	ADDQ $64, R9
	ADDQ R8, AX
	DECQ CX
	JNZ loop1
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VZEROUPPER
	RET
