using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Baselines;

/// <summary>Reads the numbers of one result in a baseline: each tensor completely or not at all.</summary>
internal static class BaselineNumbers
{
    /// <summary>Reads lines of numbers as long as there are any.</summary>
    /// <param name="lines">The lines; afterwards at the first one without numbers.</param>
    /// <param name="layout">The tensors that are possible.</param>
    /// <exception cref="FormatException">A line is faulty or missing.</exception>
    public static TensorSet Read(BaselineLines lines, TensorLayout layout)
    {
        var numbers = new TensorSet(layout);
        var beginnings = layout.Steps.ToDictionary(step => TensorLines.Address(step, 0), StringComparer.Ordinal);
        while (lines.Current.Address(out int _) is { } address)
        {
            if (!beginnings.TryGetValue(address, out Step? step))
            {
                throw lines.Current.Fault(
                    0, $"{Wording.Quote(address)} was found, where a tensor of this network begins or the next fixture is expected.");
            }

            if (numbers[step] is not null)
            {
                throw lines.Current.Fault(0, $"{Wording.Quote(address)} occurs here a second time.");
            }

            Read(lines, step, numbers);
        }

        return numbers;
    }

    private static void Read(BaselineLines lines, Step step, TensorSet numbers)
    {
        // A damaged file may claim any shape, so memory is allocated only for numbers that are really there.
        var values = new List<double>();
        var missing = new List<bool>();
        int length = TensorLines.Length(step);
        for (int line = 0; line < TensorLines.Count(step); line++)
        {
            string expected = TensorLines.Address(step, line);
            if (lines.Current.Address(out int first) != expected)
            {
                string found = lines.Current.Address(out _) is { } other ? $"{other}:" : lines.Current.Text;
                throw lines.Current.Fault(
                    0, $"found {Wording.Quote(found)}, expected \"{expected}:\" and {Wording.Count(length, "number")}.");
            }

            for (int i = 0; i < length; i++)
            {
                double? value = lines.Current.Value(first + i);
                values.Add(value ?? 0);
                missing.Add(value is null);
            }

            lines.Current.EndsAfter(first + length);
            lines.Next();
        }

        numbers.Set(step, [.. values], missing.Contains(true) ? [.. missing] : null);
    }
}
