using System.Text;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using static System.FormattableString;

namespace BackpropCrossCheck.Teaching;

/// <summary>The answers to an exercise as CSV (RFC 4180), to be filled in and graded. There is a line for each number, in the order of the
/// exercise sheet.</summary>
internal static class AnswerSheet
{
    /// <summary>The header line.</summary>
    public const string Header = "quantity,layer,tensor,sample,row,column,value";

    /// <summary>The form.</summary>
    /// <param name="fixture">The exercise.</param>
    /// <param name="values">The numbers to fill in, or null for a blank form.</param>
    /// <param name="decimals">The decimals of these numbers.</param>
    public static string Of(Fixture fixture, TensorSet? values = null, int decimals = 0)
    {
        var text = new StringBuilder(Header).Append("\r\n");
        foreach (Step step in Asked(fixture))
        {
            for (int i = 0; i < step.Length; i++)
            {
                string value = values?[step] is { } numbers ? NumberText.Of(numbers[i], decimals) : string.Empty;
                text.Append(Address(step, i)).Append(',').Append(value).Append("\r\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The steps of an exercise, h'(a) among them. It asks neither for biases that are not trained nor for results of more than
    /// one training step. With an update after every sample, it asks for what comes after the last: results on the way have no
    /// address.</summary>
    /// <param name="fixture">The exercise.</param>
    internal static IEnumerable<Step> Asked(Fixture fixture)
    {
        Fixture exercise = Worksheet.Asked(fixture);
        return (exercise with { HasOptional = true }).Layout.Steps.Where(step => step.Quantity.IsOptional
            ? !exercise.TrainsBySamples && IsOptionAsked(exercise, step)
            : step.IsAfterTraining
            ? exercise.Training is { } training && (training.Biases || step.Quantity != Quantity.UpdatedBias)
            : !exercise.TrainsBySamples);
    }

    /// <summary>h'(a) is asked for if δ is worked out of it and it is not simply 1; ∂L/∂x if somebody states numbers like it.</summary>
    private static bool IsOptionAsked(Fixture fixture, Step step)
        => step.Quantity == Quantity.InputGradient ? fixture.HasOptional
            : step.Quantity == Quantity.Derivative && fixture.Network.Layers[step.Layer].Activation is not Linear
            && !(step.Layer == fixture.Network.Layers.Count - 1
                && LossFunction.IsFused(fixture.Loss, fixture.Network.Layers[^1].Activation));

    private static string Address(Step step, int index)
    {
        (int? sample, int? row, int? column) = step.AddressOf(index);
        Quantity quantity = step.Quantity;
        int? layer = quantity.IsOfLayer ? step.Layer + 1 : null;
        return Invariant($"{ContractWords.Of(quantity)},{layer},{quantity.Tensor},{sample},{row},{column}");
    }
}
