using System.Globalization;
using System.Numerics;
using System.Text;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Tests.Fixtures;

public sealed class DecimalNumberTest
{
    private const int Seed = 20261129;
    private const int Numbers = 200_000;

    [Test]
    public void Bits_OfEveryExponent_AreThoseOfExactIntegers()
    {
        for (int exponent = PowersOfFive.Least; exponent <= PowersOfFive.Most; exponent++)
        {
            BigInteger exact = exponent >= 0 ? Upper128(BigInteger.Pow(5, exponent))
                : Reciprocal(BigInteger.Pow(5, -exponent)) + (exponent >= -27 ? 1 : 0);
            int index = 2 * (exponent - PowersOfFive.Least);

            Assert.That((exact >> 64, exact & ulong.MaxValue), Is.EqualTo(
                ((BigInteger)PowersOfFive.Bits[index], (BigInteger)PowersOfFive.Bits[index + 1])), $"5^{exponent}");
        }
    }

    [TestCase("0", 0.0)]
    [TestCase("-0", -0.0)]
    [TestCase("-0.000", -0.0)]
    [TestCase("0e5", 0.0)]
    [TestCase("1", 1.0)]
    [TestCase("1e0", 1.0)]
    [TestCase("1.5E+1", 15.0)]
    [TestCase("-12.5e-3", -0.0125)]
    [TestCase("9007199254740993", 9007199254740992.0)]
    [TestCase("9007199254740995", 9007199254740996.0)]
    [TestCase("9007199254740993.0000000000000000001", 9007199254740994.0)]
    [TestCase("123456789012345678901234567890", 123456789012345678901234567890.0)]
    [TestCase("0.00000000000000000000000000000000000000000000001", 1e-47)]
    [TestCase("4.9406564584124654e-324", 5e-324)]
    [TestCase("2.2250738585072011e-308", 2.2250738585072011e-308)]
    [TestCase("1.7976931348623157e308", double.MaxValue)]
    public void TryRead_OfANumber_HasItsBits(string text, double expected)
        => Assert.That(BitConverter.DoubleToInt64Bits(Read(text)), Is.EqualTo(BitConverter.DoubleToInt64Bits(expected)));

    [TestCase("")]
    [TestCase("-")]
    [TestCase("+1")]
    [TestCase("01")]
    [TestCase("-01.5")]
    [TestCase(".5")]
    [TestCase("1.")]
    [TestCase("1e")]
    [TestCase("1e+")]
    [TestCase("NaN")]
    [TestCase("1e309")]
    [TestCase("-1e400")]
    [TestCase("1e99999999999")]
    public void TryRead_OfWhatJsonDoesNotWrite_IsFalse(string text)
    {
        int at = 0;

        Assert.That(DecimalNumber.TryRead(Encoding.UTF8.GetBytes(text), ref at, out _), Is.False);
    }

    [TestCase("1,2", 1)]
    [TestCase("12345678]", 8)]
    [TestCase("-1.25e-7 ", 8)]
    [TestCase("1.5x", 3)]
    public void TryRead_WithMoreBehindTheNumber_StopsThere(string text, int end)
    {
        int at = 0;

        Assert.That(DecimalNumber.TryRead(Encoding.UTF8.GetBytes(text), ref at, out _), Is.True);
        Assert.That(at, Is.EqualTo(end));
    }

    [Test]
    public void TryRead_OfAnyDouble_ReadsItsShortestFormBack()
    {
        var random = new Random(Seed);
        for (int i = 0; i < Numbers; i++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (double.IsFinite(value))
            {
                AssertReadsLike(value.ToString("R", CultureInfo.InvariantCulture));
            }
        }
    }

    [Test]
    public void TryRead_OfAnyDigits_ReadsWhatTheFrameworkReads()
    {
        var random = new Random(Seed);
        for (int i = 0; i < Numbers; i++)
        {
            ulong digits = (ulong)random.NextInt64() >> random.Next(60);
            AssertReadsLike(string.Create(CultureInfo.InvariantCulture, $"{digits}e{random.Next(-70, 36)}"));
            AssertReadsLike(string.Create(CultureInfo.InvariantCulture, $"-{random.Next(1000)}.{digits:D12}"));
        }
    }

    /// <summary>Numbers in the middle between two doubles, and beside it: there rounding is decided.</summary>
    [Test]
    public void TryRead_OfTheMiddleBetweenTwoDoubles_RoundsToEven()
    {
        var random = new Random(Seed);
        for (int i = 0; i < Numbers; i++)
        {
            ulong middle = ((((ulong)random.NextInt64() & ((1UL << 52) - 1)) | (1UL << 52)) << 1) | 1;
            int shift = random.Next(9);
            BigInteger integer = (BigInteger)middle << shift;
            AssertReadsLike(integer.ToString(CultureInfo.InvariantCulture));
            AssertReadsLike((integer + 1).ToString(CultureInfo.InvariantCulture));
            AssertReadsLike((integer - 1).ToString(CultureInfo.InvariantCulture));
            AssertReadsLike(string.Create(CultureInfo.InvariantCulture, $"{integer * 5}e-1"));
            AssertReadsLike(string.Create(CultureInfo.InvariantCulture, $"{middle}e{random.Next(-4, 24)}"));
        }
    }

    private static void AssertReadsLike(string text)
    {
        double expected = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (BitConverter.DoubleToInt64Bits(Read(text)) != BitConverter.DoubleToInt64Bits(expected))
        {
            Assert.Fail($"{text} is {expected:R}, not {Read(text):R} (seed {Seed}).");
        }
    }

    private static double Read(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int at = 0;
        if (!DecimalNumber.TryRead(bytes, ref at, out double value) || at != bytes.Length)
        {
            Assert.Fail($"{text} is not read.");
        }

        return value;
    }

    /// <summary>The first 128 bits, rounded down.</summary>
    private static BigInteger Upper128(BigInteger value)
    {
        int surplus = (int)value.GetBitLength() - 128;
        return surplus > 0 ? value >> surplus : value << -surplus;
    }

    /// <summary>The first 128 bits of 1/value, rounded down.</summary>
    private static BigInteger Reciprocal(BigInteger value) => (BigInteger.One << (127 + (int)value.GetBitLength())) / value;
}
