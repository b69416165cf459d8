// The vector arithmetic that Go's assembler has no mnemonics for, on four float32 lanes.
// Arguments are numbers of V registers in the assembler's order, the result last: FSUB4(1,
// 2, 3) is V3 = V2 - V1. Encodings: Arm Architecture Reference Manual, C7.2.

#define FADD4(m, n, d) WORD $(0x4e20d400 | m<<16 | n<<5 | d)
#define FSUB4(m, n, d) WORD $(0x4ea0d400 | m<<16 | n<<5 | d)
#define FMUL4(m, n, d) WORD $(0x6e20dc00 | m<<16 | n<<5 | d)
#define FDIV4(m, n, d) WORD $(0x6e20fc00 | m<<16 | n<<5 | d)
#define FMAX4(m, n, d) WORD $(0x4e20f400 | m<<16 | n<<5 | d)
#define FMIN4(m, n, d) WORD $(0x4ea0f400 | m<<16 | n<<5 | d)
#define FNEG4(n, d) WORD $(0x6ea0f800 | n<<5 | d)

// FMULS4 multiplies the lanes of Vn by the lowest lane of Vm.
#define FMULS4(m, n, d) WORD $(0x4f809000 | m<<16 | n<<5 | d)

// FCVTZS4 cuts floats to int32, SCVTF4 is the way back.
#define FCVTZS4(n, d) WORD $(0x4ea1b800 | n<<5 | d)
#define SCVTF4(n, d) WORD $(0x4e21d800 | n<<5 | d)

// SXTLB and SXTLH widen the lower lanes: eight int8 to int16, four int16 to int32.
#define SXTLB(n, d) WORD $(0x0f08a400 | n<<5 | d)
#define SXTLH(n, d) WORD $(0x0f10a400 | n<<5 | d)
