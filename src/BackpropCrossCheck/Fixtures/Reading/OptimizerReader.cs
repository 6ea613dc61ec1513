using System.Text.Json;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads the update rule of a training: its name, or an object with kind and parameters.</summary>
internal static class OptimizerReader
{
    private const string Kind = "kind";
    private const string Expected = "an optimizer: \"sgd\" or an object such as { \"kind\": \"adam\", \"beta1\": 0.9 }";

    private static readonly string[] Kinds = [.. Optimizer.All.Select(rule => rule.Name)];

    /// <summary>These are at least 0 and below 1; the other numbers are at least 0.</summary>
    private static readonly string[] Shares = ["momentum", "beta1", "beta2", "rho"];
    private static readonly FieldTable Fields = new(
        "an optimizer",
        1,
        [Kind, .. Optimizer.All.SelectMany(rule => rule.Parameters).Select(parameter => parameter.Name).Distinct()]);

    /// <summary>Reads an update rule.</summary>
    /// <param name="cursor">At the value; afterwards at its last token.</param>
    public static Optimizer Read(ref JsonCursor cursor)
    {
        if (cursor.Kind == JsonTokenType.String)
        {
            return Named(ref cursor, Expected);
        }

        cursor.RequireObject(Expected);
        int offset = cursor.Offset;
        Optimizer? rule = null;
        var values = new Dictionary<string, (double Value, int Offset)>();
        FieldMarks met = default;
        while (cursor.NextField(Fields, ref met, out int field))
        {
            string name = Fields.Names[field];
            if (field == 0)
            {
                rule = Named(ref cursor, "the name of an optimizer");
            }
            else
            {
                values.Add(name, (Value(ref cursor, name), cursor.Offset));
            }
        }

        cursor.RequireFields(Fields, met, offset);
        string[] known = [.. rule!.Parameters.Select(parameter => parameter.Name)];
        foreach ((string name, (_, int at)) in values)
        {
            if (!known.Contains(name))
            {
                string has = known.Length == 0 ? "no parameters besides learningRate" : Wording.List(known);
                throw cursor.FaultAt(at, $"the optimizer {rule.Name} has no {name}; it has {has}. Delete this field, or change kind.");
            }
        }

        return rule.WithParameters(
            name => values.TryGetValue(name, out (double Value, int Offset) given) ? given.Value
                : rule.Parameters.First(parameter => parameter.Name == name).Value);
    }

    private static Optimizer Named(ref JsonCursor cursor, string expected)
    {
        string name = cursor.String(expected);
        return Optimizer.Named(name) ?? throw NameReader.Unknown(ref cursor, "optimizer", name, Kinds);
    }

    private static double Value(ref JsonCursor cursor, string name)
    {
        if (OracleTraining.IsFlag(name))
        {
            return cursor.Boolean("true or false: whether it is Nesterov's momentum") ? 1 : 0;
        }

        bool isShare = Shares.Contains(name);
        string expected = isShare ? $"a number from 0 to below 1: {name}" : $"a number of at least 0: {name}";
        double value = cursor.Number(expected);
        return value < 0 || (isShare && value >= 1) ? throw cursor.WrongKind(expected) : value;
    }
}
