namespace BackpropCrossCheck.Tests.Fixtures;

/// <summary>Twins: an accepted form, and the nearest refused one. Golden/bad-fixtures.txt has the words of the refusals.</summary>
public sealed class FixtureRefusalTest
{
    private const string Cross = "\"loss\": { \"kind\": \"binary-cross-entropy\", \"reduction\": \"sum\" }";

    [TestCase("\"x\"", "\"é\"", "\"\"", "/name")]
    [TestCase("\"x\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"", "\"\\x\"", "/name")]
    [TestCase("\"x\"", "\"\\ud800\\udc00\"", "\"\\udc00\\ud800\"", "/name")]
    [TestCase("\"version\": 1", "\"version\" :\t1", "\"version\": 2", "/version")]
    [TestCase("[[5, 6]]", "[ [5,6] ]", "[[5, 6], [7]]", "/layers/1/weights/1")]
    [TestCase("[[5, 6]]", "[[-5E+2, 0.6e-1]]", "[[5, +6]]", "/layers/1/weights/0/1")]
    [TestCase("[[5, 6]]", "[[0, -0]]", "[[5, -00]]", "/layers/1/weights/0/1")]
    [TestCase("[[5, 6]]", "[[1e308, 6]]", "[[1e309, 6]]", "/layers/1/weights/0/0")]
    [TestCase("[[5, 6]]", "[[5, 6]]", "[[5, 6, 7]]", "/layers/1/weights/0")]
    [TestCase("\"bias\": [1, 2]", "\"bias\": [0, 0]", "\"bias\": [0]", "/layers/0/bias")]
    [TestCase("\"bias\": [1, 2],", "", "\"bias\": null,", "/layers/0/bias")]
    [TestCase("\"tanh\"", "\"elu\", \"alpha\": -2", "\"softsign\", \"alpha\": -2", "/layers/0/alpha")]
    [TestCase("\"tanh\"", "\"swish\"", "\"silu\"", "/layers/0/activation")]
    [TestCase("[[1, 2]]", "[[3, 4]]", "[[3], [4]]", "/inputs/0")]
    [TestCase("[[0]]", "[[2]]", "[[\"2\"]]", "/labels/0/0")]
    [TestCase("\"loss\": \"half-sum-of-squares\"", Cross, "\"loss\": { \"kind\": \"binary-cross-entropy\" }", "/loss")]
    [TestCase(
        "\"labels\": [[0]],\n  \"loss\": \"half-sum-of-squares\"",
        "\"labels\": [[1]],\n" + Cross,
        "\"labels\": [[1.0000000000000002]],\n" + Cross,
        "/labels/0/0")]
    [TestCase(
        "\"labels\": [[0]],\n  \"loss\": \"half-sum-of-squares\"",
        Cross + ", \"labels\": [[0.5]]",
        Cross + ", \"labels\": [[-5e-324]]",
        "/labels/0/0")]
    [TestCase("\"lossValue\": 1", "\"lossValue\": 1, \"loss\": \"mean-squared-error\"", "\"lossValue\": 1, " + Cross, "/expected/0/loss")]
    [TestCase(
        "\"precision\": \"float32\"",
        "\"precision\": { \"decimals\": 0 }",
        "\"precision\": { \"decimals\": 16 }",
        "/expected/0/precision/decimals")]
    [TestCase(
        "\"precision\": \"float32\"",
        "\"precision\": { \"decimals\": 15 }",
        "\"precision\": { \"decimals\": -1 }",
        "/expected/0/precision/decimals")]
    [TestCase(
        "\"precision\": \"float32\"",
        "\"precision\": { \"significant\": 1 }",
        "\"precision\": { \"significant\": 0 }",
        "/expected/0/precision/significant")]
    [TestCase(
        "\"precision\": \"float32\"",
        "\"precision\": { \"significant\": 17.0 }",
        "\"precision\": { \"significant\": 17.5 }",
        "/expected/0/precision/significant")]
    [TestCase(
        "\"recorded\", \"precision\": \"float32\", \"lossValue\": 1",
        "\"hand\", \"precision\": \"float64\"",
        "\"recorded\", \"precision\": \"float64\"",
        "/expected/0")]
    [TestCase("\"lossValue\": 1", "\"outputs\": [[[1, null]], null]", "\"outputs\": [[[null, null]], null]", "/expected/0")]
    [TestCase("\"lossValue\": 1", "\"outputs\": [[[1, 2]], [[1]]]", "\"outputs\": [[[1, 2]], [1]]", "/expected/0/outputs/1/0")]
    [TestCase(
        "\"lossValue\": 1",
        "\"gradients\": [{ \"bias\": [1, 2] }, { \"weights\": [[1, 2]], \"bias\": null }]",
        "\"gradients\": [null, { \"bias\": [1] }]",
        "/expected/0/gradients/1/bias")]
    [TestCase(
        "\"lossValue\": 1",
        "\"lossValue\": 1, \"updatedLossValue\": null",
        "\"lossValue\": 1, \"updatedLossValue\": 1",
        "/expected/0/updatedLossValue")]
    [TestCase(
        "\"loss\":",
        "\"training\": { \"learningRate\": 0, \"steps\": 2.147483647e9 }, \"loss\":",
        "\"training\": { \"learningRate\": 0, \"steps\": 0 }, \"loss\":",
        "/training/steps")]
    [TestCase(
        "\"loss\":",
        "\"training\": { \"learningRate\": 1, \"biases\": false }, \"loss\":",
        "\"training\": { \"biases\": false }, \"loss\":",
        "/training")]
    [TestCase(
        "\"loss\":",
        "\"tolerance\": { \"absolute\": 0 }, \"loss\":",
        "\"tolerance\": { \"absolute\": -1e-300 }, \"loss\":",
        "/tolerance/absolute")]
    [TestCase("\"loss\":", "\"tolerance\": { \"relative\": 1 }, \"loss\":", "\"tolerance\": { }, \"loss\":", "/tolerance")]
    [TestCase("\"loss\":", "\"$schema\": \"\", \"loss\":", "\"schema\": \"\", \"loss\":", "/schema")]
    [TestCase("\"loss\":", "\"description\": \"\", \"loss\":", "\"description\": [], \"loss\":", "/description")]
    public void Read_Twins_OneIsAcceptedTheOtherRefused(string part, string accepted, string refused, string pointer)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => FixtureText.Read(FixtureText.With(part, accepted)), Throws.Nothing);
            Assert.That(FixtureText.Refuse(FixtureText.With(part, refused)).Pointer, Is.EqualTo(pointer));
        }
    }

    [TestCase(
        "\"name\": \"x\"",
        "\"name\": 'x'",
        "x.json:3:11 (/name): found a single quote; JSON strings need double quotes, \"like this\".")]
    [TestCase(
        "[3, 4]",
        "[3, 4,]",
        "x.json:5:32 (/layers/0/weights/1/1): this comma has nothing behind it; JSON allows no trailing comma before ']'. "
        + "Delete the comma.")]
    [TestCase(
        "[3, 4]",
        "[3, NaN]",
        "x.json:5:31 (/layers/0/weights/1/1): NaN is not JSON; every number of a fixture is finite. "
        + "Write a finite number, or null inside expected for one that is not given.")]
    [TestCase(
        "[3, 4]", "[3, \"4\"]", "x.json:5:31 (/layers/0/weights/1/1): found the string \"4\", expected a number; write 4 without quotes.")]
    [TestCase(
        "[3, 4]",
        "[3, 1e999]",
        "x.json:5:31 (/layers/0/weights/1/1): 1e999 is beyond the range of double precision (±1.797e308); "
        + "every number of a fixture is finite.")]
    [TestCase(
        "\"bias\"",
        "\"biases\"",
        "x.json:5:36 (/layers/0/biases): unknown field \"biases\"; did you mean \"bias\"? "
        + "The fields of a layer are weights, activation, bias and alpha.")]
    [TestCase(
        "\"name\": \"x\"",
        "\"name\": \"x\", \"name\": \"x\"",
        "x.json:3:16 (/name): the field \"name\" occurs here a second time; each field of a fixture may occur only once. "
        + "Delete one of the two.")]
    [TestCase(
        "\"version\": 1",
        "\"version\": 3",
        "x.json:2:14 (/version): version 3 of the format is not supported; this program reads version 1. "
        + "Use a newer program, or write the fixture in version 1.")]
    [TestCase(
        "[3, 4]",
        "[1/3, 4]",
        "x.json:5:28 (/layers/0/weights/1/0): 1/3 is a fraction, and JSON has none; write it as a decimal number, 0.3333333333333333.")]
    [TestCase(
        "[3, 4]", "[1/0, 4]", "x.json:5:28 (/layers/0/weights/1/0): 1/0 is a fraction, and JSON has none; write it as a decimal number.")]
    [TestCase(
        "[3, 4]",
        "[1 / 3, 4]",
        "x.json:5:30 (/layers/0/weights/1/0): found '/', expected a comma before the next part of the array, or ']' at its end.")]
    [TestCase(
        "[3, 4]",
        "[3, 4 /* two */]",
        "x.json:5:33 (/layers/0/weights/1/1): found \"/*\": JSON has no comments. Delete it; a note can go into \"description\".")]
    [TestCase(
        "[[0]]",
        "[0]",
        "x.json:9:14 (/labels/0): found the number 0, expected an array: row 1 of labels. Classes are written as one-hot rows: "
        + "of three classes, the second is [0, 1, 0].")]
    [TestCase(
        "[[5, 6]]",
        "[[5, 6], [7, 8], [9, 10]]",
        "x.json:9:14 (/labels/0): this row of labels has 1 number, but the last layer has 3 units; "
        + "every row of labels has one number for each. Classes are written as one-hot rows: of three classes, the second is [0, 1, 0].")]
    [TestCase(
        "[[5, 6]]",
        "[[5], [6]]",
        "x.json:6:19 (/layers/1/weights/0): the weights of layer 2 have 1 number in a row, but layer 1 has 2 units; "
        + "every row has one number for each unit of the layer before. The weights of layer 2 are the transpose, as a Keras kernel is: "
        + "here rows are units. Write them transposed.")]
    [TestCase(
        "[[1, 2], [3, 4]]",
        "[[1, 2], [3, 4], [5, 6]]",
        "x.json:5:52 (/layers/0/bias): the bias has 2 numbers, but the weights have 3 rows; "
        + "a layer has one bias for each unit, which is a row of the weights. "
        + "The weights of layer 1 are the transpose, as a Keras kernel is: here rows are units. Write them transposed.")]
    public void Read_ImportantRefusal_SaysWhereWhatAndWhatToDo(string part, string refused, string message)
        => Assert.That(FixtureText.Refuse(FixtureText.With(part, refused)).Message, Is.EqualTo(message));
}
