// Holds an unpacked app package to the vendor's own schemas: node manifest.mjs FOLDER
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import fs from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const read = file => JSON.parse(fs.readFileSync(file, 'utf8'));
const manifest = read(path.join(folder, 'manifest.json'));
const schemas = `node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${manifest.manifestVersion}/`;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const check = (name, schema) => {
    const isValid = ajv.compile(read(schemas + schema));
    if (!isValid(read(path.join(folder, name)))) {
        console.log(name, JSON.stringify(isValid.errors));
        process.exitCode = 1;
    } else console.log('ok', name);
};
check('manifest.json', 'MicrosoftTeams.schema.json');
for (const { file } of manifest.localizationInfo.additionalLanguages) check(file, 'MicrosoftTeams.Localization.schema.json');
