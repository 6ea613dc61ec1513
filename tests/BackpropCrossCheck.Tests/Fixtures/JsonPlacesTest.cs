using System.Globalization;
using System.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Fixtures;

public sealed class JsonPlacesTest
{
    [TestCase("/a", 1, 8)]
    [TestCase("/b/1/0", 2, 13)]
    [TestCase("/c/d", 3, 14)]
    [TestCase("/é", 3, 23)]
    [TestCase("", 1, 1)]
    public void Find_Pointer_IsItsPlace(string pointer, int line, int column)
        => Assert.That(Find(pointer), Is.EqualTo(new TextPosition(line, column)));

    [TestCase("/x")]
    [TestCase("/b/3")]
    [TestCase("/a/0")]
    [TestCase("/c/0")]
    public void Find_NoSuchValue_IsNull(string pointer) => Assert.That(Find(pointer), Is.Null);

    [Test]
    public void Find_Several_AreFoundInOnePass()
        => Assert.That(JsonPlaces.Find(Encoding.UTF8.GetBytes(Text), ["/b/1/0", "/x", "/a", "/b/1/0"]),
            Is.EqualTo(new TextPosition?[] { new(2, 13), null, new(1, 8), new(2, 13) }));

    /// <summary>Every number of an entry is at its place, for networks of every shape.</summary>
    [Test]
    public void Find_EveryNumberOfAnEntry_IsThere([Range(0, 11)] int seed)
    {
        Fixture fixture = RandomFixture.Create(seed, trains: seed % 2 == 0);
        TensorSet numbers = Planted.Calculate(fixture);
        fixture = fixture.Recording(numbers, NumberPrecision.Float64).Recording(numbers, NumberPrecision.Float64);
        string text = new FixtureWriter(1).Write(fixture);
        (Step Step, int Index)[] all =
            [.. fixture.Layout.Steps.Where(step => numbers[step] is not null)
                .SelectMany(step => Enumerable.Range(0, step.Length).Select(i => (step, i)))];
        TextPosition?[] places = JsonPlaces.Find(
            Encoding.UTF8.GetBytes(text), [.. all.Select(number => NumberPointer.OfExpected(1, number.Step, number.Index))]);
        Assert.That(
            all.Zip(places, (number, place) => NumberAt(text, place!.Value)),
            Is.EqualTo(all.Select(number => numbers[number.Step]![number.Index])));
    }

    /// <summary>So is the weight or bias that a number belongs to.</summary>
    [Test]
    public void Find_EveryWeightAndBias_IsThere([Range(0, 11)] int seed)
    {
        Fixture fixture = RandomFixture.Create(seed);
        string text = new FixtureWriter(1).Write(fixture);
        foreach (Step step in fixture.Layout.Steps.Where(step => step.IsGradient))
        {
            Engine.Layer layer = fixture.Network.Layers[step.Layer];
            double[] values = step.IsBias ? [.. layer.Bias] : [.. layer.Weights];
            TextPosition?[] places = JsonPlaces.Find(
                Encoding.UTF8.GetBytes(text), [.. Enumerable.Range(0, step.Length).Select(i => NumberPointer.OfNetwork(step, i))]);
            Assert.That(places.Select(place => NumberAt(text, place!.Value)), Is.EqualTo(values));
        }
    }

    [Test]
    public void OfNetwork_AnyOtherNumber_HasAPlace()
    {
        Fixture fixture = RandomFixture.Create(2);
        byte[] text = Encoding.UTF8.GetBytes(new FixtureWriter(1).Write(fixture));
        string[] pointers =
            [.. fixture.Layout.Steps.SelectMany(step => Enumerable.Range(0, step.Length).Select(i => NumberPointer.OfNetwork(step, i)))];
        Assert.That(JsonPlaces.Find(text, pointers), Has.None.Null);
    }

    private const string Text = "{ \"a\": 1, \"a2\": 2,\n  \"b\": [0, [5]],\n \"c\": { \"d\": [] },\"é\":3 }";

    private static TextPosition? Find(string pointer) => JsonPlaces.Find(Encoding.UTF8.GetBytes(Text), [pointer])[0];

    private static double NumberAt(string text, TextPosition place)
    {
        string rest = text.Split('\n')[place.Line - 1][(place.Column - 1)..];
        return double.Parse(
            rest.TakeWhile(c => char.IsAsciiDigit(c) || c is '+' or '-' or '.' or 'e' or 'E').ToArray(), CultureInfo.InvariantCulture);
    }
}
