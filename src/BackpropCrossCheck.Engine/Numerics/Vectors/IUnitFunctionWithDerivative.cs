namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>A function of one number together with its derivative, which cost less together than one by one. The bits are those of the two
/// alone.</summary>
internal interface IUnitFunctionWithDerivative
{
    /// <summary>The |a| up to which nothing on the way underflows.</summary>
    static abstract double Near { get; }

    /// <summary>The function and its derivative in every lane.</summary>
    /// <param name="a">At most <see cref="Near"/> in magnitude.</param>
    /// <param name="value">The function.</param>
    /// <param name="derivative">Its derivative.</param>
    static abstract void OfNear<T>(T a, out T value, out T derivative)
        where T : struct, ILanes<T>;

    /// <summary>The function and its derivative in every lane, for any number.</summary>
    static abstract void Of<T>(T a, out T value, out T derivative)
        where T : struct, ILanes<T>;

    /// <summary>The function and its derivative.</summary>
    static abstract void Of(double a, out double value, out double derivative);
}
