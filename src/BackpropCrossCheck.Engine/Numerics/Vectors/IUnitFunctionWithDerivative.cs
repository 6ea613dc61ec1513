namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>A function of one number together with its derivative, which cost less together than one by one. The bits are those of the two
/// alone.</summary>
internal interface IUnitFunctionWithDerivative
{
    /// <summary>The function and its derivative in every lane.</summary>
    static abstract void Of<T>(T a, out T value, out T derivative)
        where T : struct, ILanes<T>;

    /// <summary>The function and its derivative.</summary>
    static abstract void Of(double a, out double value, out double derivative);
}
