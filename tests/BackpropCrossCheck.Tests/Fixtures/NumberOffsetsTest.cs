using System.Globalization;
using System.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Fixtures;

public sealed class NumberOffsetsTest
{
    /// <summary>Every number of an entry is at its place, for networks of every shape.</summary>
    [Test]
    public void Of_EveryNumberOfAnEntry_IsThere([Range(0, 11)] int seed)
    {
        Fixture fixture = RandomFixture.Create(seed, trains: seed % 2 == 0);
        TensorSet numbers = Planted.Calculate(fixture);
        fixture = fixture.Recording(numbers, NumberPrecision.Float64).Recording(numbers, NumberPrecision.Float64);
        string text = new FixtureWriter(1).Write(fixture);
        INumberOffsets offsets = Read(text).Expected[1].Offsets!;
        foreach (Step step in fixture.Layout.Steps.Where(step => numbers[step] is not null))
        {
            Assert.That(
                Enumerable.Range(0, step.Length).Select(i => NumberAt(text, Place(offsets, text, step, i))), Is.EqualTo(numbers[step]!));
        }
    }

    /// <summary>So is the weight or bias that a number belongs to.</summary>
    [Test]
    public void Of_EveryWeightAndBias_IsThere([Range(0, 11)] int seed)
    {
        Fixture fixture = RandomFixture.Create(seed);
        string text = new FixtureWriter(1).Write(fixture);
        INumberOffsets offsets = Read(text).Offsets!;
        foreach (Step step in fixture.Layout.Steps.Where(step => step.IsGradient))
        {
            Engine.Layer layer = fixture.Network.Layers[step.Layer];
            double[] values = step.IsBias ? [.. layer.Bias] : [.. layer.Weights];
            Assert.That(Enumerable.Range(0, step.Length).Select(i => NumberAt(text, Place(offsets, text, step, i))), Is.EqualTo(values));
        }
    }

    /// <summary>A number of a unit belongs to the weights into the unit, and a loss to the field loss.</summary>
    [Test]
    public void Of_AnyOtherNumber_IsWhereItsRowOrTheLossBegins()
    {
        Fixture fixture = RandomFixture.Create(2);
        string text = new FixtureWriter(1).Write(fixture);
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        INumberOffsets offsets = Read(text).Offsets!;
        foreach (Step step in fixture.Layout.Steps.Where(step => step.Layer < 0 || step.RowsAreSamples))
        {
            for (int i = 0; i < step.Length; i++)
            {
                string pointer = step.Layer < 0 ? "/loss"
                    : string.Create(CultureInfo.InvariantCulture, $"/layers/{step.Layer}/weights/{i % step.Columns}");
                Assert.That(Place(offsets, text, step, i), Is.EqualTo(JsonPlaces.Find(utf8, pointer)), $"{step} {i}");
            }
        }
    }

    /// <summary>Rows and numbers that are not given, words for NaN, and space wherever JSON allows it.</summary>
    [TestCase(0, 1, "NaN")]
    [TestCase(2, 0, "-3")]
    [TestCase(2, 1, "null")]
    [TestCase(3, 1, "5 ")]
    public void Number_WithNullsAndWords_IsCounted(int row, int column, string expected)
    {
        byte[] text = "  [ [null,\t\"NaN\" ] , null\r\n, [-3 ,null],[ 4,\n5 ] ]"u8.ToArray();
        string found = Encoding.UTF8.GetString(text.AsSpan(ArrayText.Number(text, 2, row, column)));
        Assert.That(found.TrimStart('"'), Does.StartWith(expected));
    }

    [Test]
    public void Of_TensorThatIsNotGiven_IsNull()
    {
        Fixture fixture = RandomFixture.Create(3);
        var numbers = new TensorSet(fixture.Layout);
        numbers.Set(fixture.Layout.Loss, [1]);
        string text = new FixtureWriter(1).Write(fixture.Recording(numbers, NumberPrecision.Float64));
        INumberOffsets offsets = Read(text).Expected[0].Offsets!;
        Assert.That(offsets.Of(Encoding.UTF8.GetBytes(text), fixture.Layout.WeightGradient(0), 0), Is.Null);
    }

    private static Fixture Read(string text) => FixtureReader.Read(Encoding.UTF8.GetBytes(text), "fixture.json");

    private static TextPosition Place(INumberOffsets offsets, string text, Step step, int index)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return TextPosition.At(utf8, offsets.Of(utf8, step, index)!.Value);
    }

    private static double NumberAt(string text, TextPosition place)
    {
        string rest = text.Split('\n')[place.Line - 1][(place.Column - 1)..];
        return double.Parse(
            rest.TakeWhile(c => char.IsAsciiDigit(c) || c is '+' or '-' or '.' or 'e' or 'E').ToArray(), CultureInfo.InvariantCulture);
    }
}
