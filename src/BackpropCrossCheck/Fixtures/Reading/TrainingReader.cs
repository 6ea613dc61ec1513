using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads the training to carry out.</summary>
internal static class TrainingReader
{
    private static readonly FieldTable Fields = new("training", 1, "learningRate", "steps", "biases", "order", "optimizer");

    /// <summary>Reads the training.</summary>
    /// <param name="cursor">At the value; afterwards at its closing brace.</param>
    public static Training Read(ref JsonCursor cursor)
    {
        cursor.RequireObject("an object: { \"learningRate\": ..., \"steps\": ..., \"biases\": ..., \"order\": ..., \"optimizer\": ... }");
        int offset = cursor.Offset;
        double rate = 0;
        int steps = 1;
        bool biases = true;
        bool bySamples = false;
        Optimizer rule = new GradientDescent(1);
        FieldMarks met = default;
        while (cursor.NextField(Fields, ref met, out int field))
        {
            switch (field)
            {
                case 0:
                    rate = cursor.Number("a number: the learning rate");
                    break;
                case 1:
                    steps = cursor.Integer(1, int.MaxValue, "an integer from 1 to 2147483647: the steps of gradient descent");
                    break;
                case 3:
                    bySamples = NameReader.IsBySamples(ref cursor);
                    break;
                case 4:
                    rule = OptimizerReader.Read(ref cursor);
                    break;
                default:
                    biases = cursor.Boolean("true or false: whether the biases are trained");
                    break;
            }
        }

        cursor.RequireFields(Fields, met, offset);
        return new Training(rate, steps, biases) { BySamples = bySamples, Rule = rule };
    }
}
