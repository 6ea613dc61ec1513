using System.Runtime.Intrinsics;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>Eight numbers: AVX-512.</summary>
/// <param name="numbers">The numbers.</param>
internal readonly unsafe struct EightLanes(Vector512<double> numbers) : ILanes<EightLanes>
{
    private readonly Vector512<double> _numbers = numbers;

    public static int Count => Vector512<double>.Count;

    public static EightLanes Load(double* from) => new(Vector512.Load(from));

    public static EightLanes All(double value) => new(Vector512.Create(value));

    public static EightLanes MultiplyAdd(EightLanes x, EightLanes y, EightLanes sum)
        => new(Vector512.FusedMultiplyAdd(x._numbers, y._numbers, sum._numbers));

    public static EightLanes Abs(EightLanes x) => new(Vector512.Abs(x._numbers));

    public static EightLanes WithSign(EightLanes magnitude, EightLanes sign)
        => new(Vector512.ConditionalSelect(Vector512.Create(-0.0), sign._numbers, magnitude._numbers));

    public static EightLanes AtLeast(EightLanes x, EightLanes limit)
        => new(Vector512.MaxNative(limit._numbers, x._numbers));

    public static EightLanes UnlessNegative(EightLanes x, EightLanes unless, EightLanes negative)
        => new(Vector512.ConditionalSelect(
            Vector512.LessThan(x._numbers, Vector512<double>.Zero), negative._numbers, unless._numbers));

    public static EightLanes PowerOfTwo(EightLanes lowestBits)
        => new(Vector512.ShiftLeft(lowestBits._numbers.AsInt64() + Vector512.Create(1023L), 52).AsDouble());

    public static bool AreAtLeast(EightLanes x, EightLanes limit) => Vector512.GreaterThanOrEqualAll(x._numbers, limit._numbers);

    public static bool AreZero(EightLanes x) => Vector512.EqualsAll(x._numbers, Vector512<double>.Zero);

    public static EightLanes operator +(EightLanes x, EightLanes y) => new(x._numbers + y._numbers);

    public static EightLanes operator -(EightLanes x, EightLanes y) => new(x._numbers - y._numbers);

    public static EightLanes operator *(EightLanes x, EightLanes y) => new(x._numbers * y._numbers);

    public static EightLanes operator /(EightLanes x, EightLanes y) => new(x._numbers / y._numbers);

    public void Store(double* to) => _numbers.Store(to);
}
