namespace BackpropCrossCheck.Numbers;

/// <summary>A binary floating-point format in which a program calculates.</summary>
public enum FloatFormat
{
    /// <summary>IEEE 754 binary32, unit roundoff 2⁻²⁴.</summary>
    Float32,

    /// <summary>IEEE 754 binary64, unit roundoff 2⁻⁵³.</summary>
    Float64,
}
