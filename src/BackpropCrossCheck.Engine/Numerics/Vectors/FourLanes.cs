using System.Runtime.Intrinsics;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>Four numbers: AVX2.</summary>
/// <param name="numbers">The numbers.</param>
internal readonly unsafe struct FourLanes(Vector256<double> numbers) : ILanes<FourLanes>
{
    private readonly Vector256<double> _numbers = numbers;

    public static int Count => Vector256<double>.Count;

    public static FourLanes Load(double* from) => new(Vector256.Load(from));

    public static FourLanes All(double value) => new(Vector256.Create(value));

    public static FourLanes MultiplyAdd(FourLanes x, FourLanes y, FourLanes sum)
        => new(Vector256.FusedMultiplyAdd(x._numbers, y._numbers, sum._numbers));

    public static FourLanes Abs(FourLanes x) => new(Vector256.Abs(x._numbers));

    public static FourLanes WithSign(FourLanes magnitude, FourLanes sign)
        => new(Vector256.ConditionalSelect(Vector256.Create(-0.0), sign._numbers, magnitude._numbers));

    public static FourLanes AtLeast(FourLanes x, FourLanes limit)
        => new(Vector256.MaxNative(limit._numbers, x._numbers));

    public static FourLanes UnlessNegative(FourLanes x, FourLanes unless, FourLanes negative)
        => new(Vector256.ConditionalSelect(
            Vector256.LessThan(x._numbers, Vector256<double>.Zero), negative._numbers, unless._numbers));

    public static FourLanes PowerOfTwo(FourLanes lowestBits)
        => new(Vector256.ShiftLeft(lowestBits._numbers.AsInt64() + Vector256.Create(1023L), 52).AsDouble());

    public static bool AreAtLeast(FourLanes x, FourLanes limit) => Vector256.GreaterThanOrEqualAll(x._numbers, limit._numbers);

    public static bool AreZero(FourLanes x) => Vector256.EqualsAll(x._numbers, Vector256<double>.Zero);

    public static FourLanes operator +(FourLanes x, FourLanes y) => new(x._numbers + y._numbers);

    public static FourLanes operator -(FourLanes x, FourLanes y) => new(x._numbers - y._numbers);

    public static FourLanes operator *(FourLanes x, FourLanes y) => new(x._numbers * y._numbers);

    public static FourLanes operator /(FourLanes x, FourLanes y) => new(x._numbers / y._numbers);

    public void Store(double* to) => _numbers.Store(to);
}
