using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests;

/// <summary>Results from the engine's own numbers, with planted defects.</summary>
internal static class Planted
{
    public static Reference Reference(Fixture fixture) => new(fixture, new BackpropagationEngine());

    public static TensorSet Calculate(Fixture fixture) => new BackpropagationEngine().Calculate(fixture);

    /// <summary>The engine's numbers, rounded to a format, as a recorded result in the fixture's convention.</summary>
    public static IndependentResult Own(Reference reference, FloatFormat format)
        => new(
            "recorded",
            ResultKind.Recorded,
            new NumberPrecision.Format(format),
            reference.Fixture.Loss,
            Rounded(reference.Numbers, format));

    public static TensorSet Rounded(TensorSet numbers, FloatFormat format)
        => Changed(numbers, (_, values) => Array.ConvertAll(values, x => format == FloatFormat.Float32 ? (float)x : x));

    /// <summary>A copy with other numbers.</summary>
    public static TensorSet Changed(TensorSet numbers, Func<Step, double[], double[]?> change)
    {
        var changed = new TensorSet(numbers.Layout);
        foreach (Step step in numbers.Layout.Steps)
        {
            if (numbers[step] is { } values && change(step, [.. values]) is { } others)
            {
                changed.Set(step, others, numbers.Missing(step));
            }
        }

        return changed;
    }

    /// <summary>A copy with one number changed.</summary>
    public static TensorSet With(TensorSet numbers, Step step, int index, double value)
        => Changed(numbers, (at, values) =>
        {
            if (at == step)
            {
                values[index] = value;
            }

            return values;
        });

    /// <summary>A copy in another convention of the same family.</summary>
    public static TensorSet Converted(TensorSet numbers, double factor)
        => Changed(numbers, (step, values) => step.ScalesWithLoss ? Array.ConvertAll(values, x => x * factor) : values);

    public static IndependentResult With(this IndependentResult result, Step step, int index, double value)
        => result with { Numbers = With(result.Numbers, step, index, value) };

    /// <summary>A copy with some quantities only, so that none can be held to the numbers it follows from.</summary>
    public static TensorSet Only(TensorSet numbers, params Quantity[] quantities)
        => Changed(numbers, (step, values) => quantities.Contains(step.Quantity) ? values : null);

    public static IndependentResult Only(this IndependentResult result, params Quantity[] quantities)
        => result with { Numbers = Only(result.Numbers, quantities) };

    /// <summary>The fixture with one more recorded entry.</summary>
    public static Fixture Recording(
        this Fixture fixture, TensorSet numbers, NumberPrecision precision, Loss? loss = null, string by = "recorded")
        => fixture with
        {
            Expected = [.. fixture.Expected, new ExpectedEntry(by, EntryKind.Recorded, loss ?? fixture.Loss, precision, numbers)],
        };
}
