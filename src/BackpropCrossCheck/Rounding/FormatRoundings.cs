using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>The rounding of the contract's formats.</summary>
public static class FormatRoundings
{
    extension(FloatFormat format)
    {
        /// <summary>The rounding of the format.</summary>
        public FormatRounding Rounding => format switch
        {
            FloatFormat.Float32 => FormatRounding.Float32,
            FloatFormat.Float64 => FormatRounding.Float64,
        };

        /// <summary>The number of the format that is nearest to x; infinite if x is larger than all of them.</summary>
        /// <param name="x">A number.</param>
        internal double Nearest(double x) => format switch
        {
            FloatFormat.Float32 => (float)x,
            FloatFormat.Float64 => x,
        };
    }
}
