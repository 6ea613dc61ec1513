using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports;

/// <summary>Describes who stands alone, and where nobody does.</summary>
internal static class DisagreementText
{
    private const int MostTensors = 3;

    /// <summary>"tensorflow-net stands alone in 3 weights of layer 2: engine, tensorflow-js and finite-differences agree".</summary>
    /// <param name="outlier">Who stands alone.</param>
    public static string Of(Outlier outlier)
        => $"{outlier.Name} stands alone in {Place(outlier.Tensors)}: {Wording.List(outlier.Agreeing)} agree";

    /// <summary>"nobody stands alone in 2 outputs of layer 1: engine and a agree, b and c agree".</summary>
    /// <param name="split">Where nobody stands alone.</param>
    public static string Of(Split split)
    {
        string place = $"nobody stands alone in {Place(split.Tensors)}: ";
        return split.Camps.Count == 1 ? $"{place}some of {Wording.List(split.Camps[0])} agree with two that differ from each other"
            : split.Camps.All(camp => camp.Count == 1)
                ? $"{place}{Wording.List(split.Camps.Select(camp => camp[0]))} all differ from each other"
            : place + string.Join("; ", split.Camps.Select(Camp));
    }

    private static string Camp(IReadOnlyList<string> names)
        => names.Count == 1 ? $"{names[0]} differs from all others" : $"{Wording.List(names)} agree";

    private static string Place(IReadOnlyList<TensorCount> tensors)
    {
        int shown = tensors.Count <= MostTensors ? tensors.Count : MostTensors - 1;
        IEnumerable<string> places = tensors.Take(shown).Select(Place);
        int rest = tensors.Skip(shown).Sum(tensor => tensor.Numbers);
        return Wording.List(rest == 0 ? places : places.Append(Wording.Count(rest, "more number")));
    }

    private static string Place(TensorCount tensor)
    {
        Quantity quantity = tensor.Step.Quantity;
        string numbers = quantity.Rows == Axis.One
            ? $"the {quantity.Thing}"
            : Wording.Count(tensor.Numbers, quantity.Thing, quantity.Things);
        return tensor.Step.Layer < 0 ? numbers : FormattableString.Invariant($"{numbers} of layer {tensor.Step.Layer + 1}");
    }
}
