using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>The rounding of the formats that the contract knows.</summary>
public static class FormatRoundings
{
    extension(FloatFormat format)
    {
        /// <summary>What the format does to numbers.</summary>
        public FormatRounding Rounding => format switch
        {
            FloatFormat.Float32 => FormatRounding.Float32,
            FloatFormat.Float64 => FormatRounding.Float64,
        };
    }
}
