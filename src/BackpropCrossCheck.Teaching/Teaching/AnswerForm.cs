using System.Text;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using static System.FormattableString;

namespace BackpropCrossCheck.Teaching;

/// <summary>The answers to an exercise as CSV (RFC 4180), to be filled in and graded: a line for each number, in the order of the sheet.</summary>
internal static class AnswerForm
{
    /// <summary>The header line.</summary>
    public const string Header = "quantity,layer,tensor,sample,row,column,value";

    /// <summary>The form.</summary>
    /// <param name="fixture">The exercise.</param>
    /// <param name="values">The numbers to be filled in, or null for a blank form.</param>
    /// <param name="decimals">The decimals of these numbers.</param>
    public static string Of(Fixture fixture, TensorSet? values = null, int decimals = 0)
    {
        var text = new StringBuilder(Header).Append("\r\n");
        foreach (TensorSlot slot in Ordered(fixture))
        {
            for (int i = 0; i < slot.Length; i++)
            {
                string value = values?[slot] is { } numbers ? NumberText.Of(numbers[i], decimals) : string.Empty;
                text.Append(Address(slot, i)).Append(',').Append(value).Append("\r\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The tensors of an exercise in the order of its sheet: as calculated, the gradients of the last layer first. Biases that stay as they are are not
    /// asked for, nor what comes after more than one step of training.</summary>
    private static IEnumerable<TensorSlot> Ordered(Fixture fixture)
    {
        TensorLayout layout = fixture.Layout;
        int Rank(TensorSlot slot) => slot.Quantity switch
        {
            Quantity.PreActivation or Quantity.Output => 0,
            Quantity.Loss => 1,
            Quantity.Delta => 2,
            Quantity.Gradient => 3 + layout.Layers.Count - slot.Layer,
            Quantity.UpdatedParameter => 4 + layout.Layers.Count,
            _ => 5 + layout.Layers.Count,
        };
        bool IsAsked(TensorSlot slot) => slot.Quantity is not (Quantity.UpdatedParameter or Quantity.UpdatedLoss)
            || (fixture.Training is { Steps: 1 } training && (training.Biases || slot.Parameter != ParameterTensor.Bias));
        return layout.Slots.Where(IsAsked).OrderBy(Rank).ThenBy(slot => slot.Index);
    }

    private static string Address(TensorSlot slot, int index)
    {
        (int row, int column) = Math.DivRem(index, slot.Columns);
        string quantity = ContractNames.Of(slot.Quantity);
        return slot.Quantity is Quantity.Loss or Quantity.UpdatedLoss ? $"{quantity},,,,,"
            : slot.RowsAreSamples ? Invariant($"{quantity},{slot.Layer + 1},,{row + 1},{column + 1},")
            : slot.Parameter == ParameterTensor.Bias ? Invariant($"{quantity},{slot.Layer + 1},{ReportWords.Of(slot.Parameter)},,{row + 1},")
            : Invariant($"{quantity},{slot.Layer + 1},{ReportWords.Of(slot.Parameter)},,{row + 1},{column + 1}");
    }
}
