using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Where a text gives the numbers of a calculation, noted when it was read.</summary>
internal interface INumberOffsets
{
    /// <summary>The byte where a number begins, or the part of the network that it belongs to; null if the text gives neither.</summary>
    /// <param name="text">The text that was read, without a byte order mark.</param>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in the step's tensor.</param>
    int? Of(ReadOnlySpan<byte> text, Step step, int index);
}
