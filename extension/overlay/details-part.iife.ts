import { createDetailsPanel } from './details-panel.ts';
import { offerPart } from './parts.ts';

offerPart('details', createDetailsPanel);
